export { stopJobAlerts } from './stop-job-alerts.ts';
export { ALERT_FREQUENCIES } from './job-alert.ts';
export { alertsOf, type JobAlert } from './alerts-of.ts';
export { tellOfVacancies } from './tell-of-vacancies.ts';
export { saveJobAlert } from './save-job-alert.ts';
export { pauseJobAlert } from './pause-job-alert.ts';
