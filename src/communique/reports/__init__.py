"""Record -> what people read: brief, short forms, tables and exports; one module for each format."""
