// By its own file: the index of the contracts brings the schemas along, and the first page wants none.
export { forgiving } from '../../../../libs/contracts/src/forgiving';
