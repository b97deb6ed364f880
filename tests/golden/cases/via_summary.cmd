netc summary via_summary.net --target avx512
