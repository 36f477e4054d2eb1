"""What the program asks of Python and of the system: whole files, pools of processes, no collection of garbage."""
