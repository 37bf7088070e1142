/** SQL: has this employee by name the duty to register what reaches his body (775:16, 20)? @param id of an employee */
export const isNamedOfficer = (id: string): string =>
  `EXISTS (SELECT FROM directory.duty_holder named
     WHERE named.employee_id = ${id} AND named.duty = 'documentation_officer')`;
