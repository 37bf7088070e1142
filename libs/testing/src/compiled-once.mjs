import vm from 'node:vm';

/*
 * node --import ./libs/testing/src/compiled-once.mjs node_modules/jest/bin/jest.js
 *
 * Jest gives each test file modules of its own, and so compiles Nest, TypeORM and the rest anew for each: half a second of
 * the two that a file with a database takes to load. V8 knows a script that the process has compiled before, but not a
 * function made by `vm.compileFunction`, which is Jest's way. Each module still runs anew, in a context of its own.
 */
const compileFunction = vm.compileFunction;

vm.compileFunction = (source, parameters, options) => {
  // What imports as it runs needs the hook that Jest gives to this function alone.
  if (/\bimport\s*\(/.test(source)) return compileFunction(source, parameters, options);
  const head = `(function (${parameters.join(', ')}) {`;
  const { filename, parsingContext } = options;
  return new vm.Script(`${head}${source}\n})`, { filename, columnOffset: -head.length }).runInContext(
    parsingContext,
  );
};
