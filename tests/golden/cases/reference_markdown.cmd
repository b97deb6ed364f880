netc reference dropout --markdown
