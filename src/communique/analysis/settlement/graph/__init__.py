"""Would it hold: the Graph Model for Conflict Resolution on a coarse model of options that parties take or leave."""
