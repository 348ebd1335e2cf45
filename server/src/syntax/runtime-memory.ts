/** What emscripten puts on the object that it is started with, and asks of it later. */
interface RuntimeMemory {
  /** Made anew when the memory grows. */
  readonly HEAP_DATA_VIEW: DataView;
  getValue(address: number, type?: string): number;
  setValue(address: number, value: number, type?: string): void;
}

/**
 * Every step through a tree reads and writes some numbers of 32 bits in the memory of the module, by functions for
 * numbers of all kinds that look at the kind's name each time. A runtime that lacks them is left as it is.
 */
export function readNumbersDirectly(runtime: object): void {
  if (!hasMemory(runtime)) return;
  const { getValue, setValue } = runtime;
  runtime.getValue = (address, type) =>
    type === 'i32' ? runtime.HEAP_DATA_VIEW.getInt32(address, true) : getValue(address, type);
  runtime.setValue = (address, value, type) => {
    if (type === 'i32') runtime.HEAP_DATA_VIEW.setInt32(address, value, true);
    else setValue(address, value, type);
  };
}

function hasMemory(runtime: object): runtime is RuntimeMemory {
  return (
    'HEAP_DATA_VIEW' in runtime &&
    runtime.HEAP_DATA_VIEW instanceof DataView &&
    'getValue' in runtime &&
    typeof runtime.getValue === 'function' &&
    'setValue' in runtime &&
    typeof runtime.setValue === 'function'
  );
}
