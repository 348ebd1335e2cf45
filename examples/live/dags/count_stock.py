"""Cannot be loaded: it imports what nobody has installed, so that Airflow shows an import error."""

import abacus_of_the_old_warehouse

abacus_of_the_old_warehouse.count()
