"""What people read: tables, reports and pictures. Mathematics never imports this package."""
