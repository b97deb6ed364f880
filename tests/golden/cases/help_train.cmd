netc train --help
