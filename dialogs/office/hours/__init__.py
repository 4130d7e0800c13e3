"""Windows of hours, the company's and a master's: the week, single days, what a change leaves outside."""
