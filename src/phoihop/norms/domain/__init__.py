"""What norms decide, without database: editions, force on a day, what a citation means."""
