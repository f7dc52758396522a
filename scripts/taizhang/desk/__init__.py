"""What people write from: stubs that already know what the company knows."""
