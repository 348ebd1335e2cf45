"""What the system tests of providers import from Airflow's own repository, which no package has."""
