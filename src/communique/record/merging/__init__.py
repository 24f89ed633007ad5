"""Which reports tell of the same thing: contacts, agreements, proposals, deadlines and persons over all articles."""
