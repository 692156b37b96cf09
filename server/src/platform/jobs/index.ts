export { defineJob, type JobDefinition, type JobRun } from './define-job.ts';
export { startJobs } from './start-jobs.ts';
