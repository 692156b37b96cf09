export { EmployeeSchema, type Employee } from './employee.ts';
