"""What is done to a company's repository once in a while: begin it, look after it, hand over, merge, attach."""
