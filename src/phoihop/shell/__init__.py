"""What stands around and above the rooms: home, navigation, the page frame, error pages."""
