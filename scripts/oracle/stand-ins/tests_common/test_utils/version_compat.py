from __future__ import annotations

AIRFLOW_V_3_0_PLUS = True
AIRFLOW_V_3_1_PLUS = True
AIRFLOW_V_3_2_PLUS = True
