"""Files of every kind that offices write become one plain text. The only place with libraries for that."""
