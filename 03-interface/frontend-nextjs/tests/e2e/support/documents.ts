import { execFileSync } from "node:child_process";
import { PYTHON } from "./browser";

const READERS = {
  docx: `
import docx, io, sys
made = docx.Document(io.BytesIO(sys.stdin.buffer.read()))
cells = [cell.text for table in made.tables for row in table.rows for cell in row.cells]
print("\\n".join([paragraph.text for paragraph in made.paragraphs] + cells))
`,
  pdf: `
import io, pypdf, sys
print("\\n".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(sys.stdin.buffer.read())).pages))
`,
} as const;

export type DocumentFormat = keyof typeof READERS;

/** Return the text of a document, with white space as single spaces. */
export function textOf(format: DocumentFormat, content: Buffer): string {
  const text = execFileSync(PYTHON, ["-c", READERS[format]], {
    input: content,
    encoding: "utf8",
    env: { ...process.env, PYTHONIOENCODING: "utf-8" },
  });
  return text.replace(/\s+/g, " ");
}
