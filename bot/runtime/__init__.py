"""What the program asks of Python and of the system: files, pools of processes, no collection of garbage."""
