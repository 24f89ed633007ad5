"""Where reports of one thing cannot both be right at the time they were published."""
