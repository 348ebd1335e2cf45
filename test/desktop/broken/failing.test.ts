/** Not part of the suite: proves that a failing test in the extension host fails the whole run. */
describe('a suite', () => {
  it('with a test that fails', () => {
    throw new Error('this test is meant to fail');
  });
});
