"""What a request does: which obligation, score, share or pay it moves (design §10), and what Git says of the past."""
