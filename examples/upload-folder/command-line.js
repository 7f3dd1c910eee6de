import { join } from "node:path/posix";
import { parseArgs } from "node:util";

const usage = `Usage: npm start -- [options] FOLDER [SIRV_FOLDER]

Uploads all files of FOLDER, and of the folders in it, to SIRV_FOLDER (default: /).
Credentials come from SIRV_CLIENT_ID and SIRV_CLIENT_SECRET.

  --resume FILE    keep the names of files that failed in FILE; if it is there, upload these alone
  --concurrency N  uploads at the same time (default: 4)
  --help

Progress is on stderr, the summary on stdout.
Exit codes: 0 all uploaded, 1 some failed, 2 usage.
`;

const options = {
  resume: { type: "string" },
  concurrency: { type: "string", default: "4" },
  help: { type: "boolean", short: "h" },
};

/** What the command line says. For `--help`, or if it can't be used, the process ends. */
export function readCommandLine() {
  let line;
  try {
    line = parseArgs({ options, allowPositionals: true });
  } catch (error) {
    return refuse(error.message);
  }
  const { help, resume, concurrency } = line.values;
  const [folder, sirvFolder = "/", ...more] = line.positionals;
  if (help) {
    process.stdout.write(usage);
    process.exit(0);
  }
  if (!folder || more.length > 0) return refuse("One folder, or two, are expected.");
  if (!/^[1-9]\d?$/.test(concurrency)) return refuse("--concurrency takes a number from 1 to 99.");
  return {
    folder,
    sirvFolder: join("/", sirvFolder),
    resume,
    concurrency: Number(concurrency),
  };
}

function refuse(reason) {
  process.stderr.write(`${reason}\n\n${usage}`);
  process.exit(2);
}
