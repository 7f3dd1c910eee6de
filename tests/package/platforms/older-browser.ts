// Takes from Node what browsers got after 2021: AbortSignal.any is of Chrome 116, Firefox 124 and Safari
// 17.4, timeout and throwIfAborted of 2022.
for (const name of ["any", "timeout"]) Reflect.deleteProperty(AbortSignal, name);
Reflect.deleteProperty(AbortSignal.prototype, "throwIfAborted");
