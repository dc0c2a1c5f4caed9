"""What people read: chart declarations, tables, pages."""
