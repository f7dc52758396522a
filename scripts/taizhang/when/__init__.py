"""Time as the company counts it: dates and periods, working calendars, deadlines and how they were counted."""
