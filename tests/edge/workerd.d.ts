/** workerd's package says nothing of its types. */
declare module "workerd" {
  /** The program's path. */
  const program: string;
  export default program;
}
