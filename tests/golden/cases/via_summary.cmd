netc summary via_summary.net
