"""What programmes decide, without database: adoption, reports, states on a day."""
