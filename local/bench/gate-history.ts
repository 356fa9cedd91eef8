/** Files that the repository has before: enough that git has folders to read for each commit. */
const filesBefore = 3000;

/**
 * A history for `git fast-import`: `refs/heads/base` with 3,000 files in 150 folders, and on top of it `refs/heads/head` with so many commits,
 * each of which changes one of them. Every second one is by a tool that says of itself what the declaration asks for.
 */
export function gateHistory(commits: number): string {
  const everyFile = Array.from({ length: filesBefore }, (_, index) => file(index, 0)).join("");
  const parts = [commit("refs/heads/base", "Begin", 0, everyFile)];
  for (let index = 1; index <= commits; index++) {
    const from = index === 1 ? "from refs/heads/base\n" : "";
    parts.push(commit("refs/heads/head", messageOf(index), index, from + file(index % filesBefore, index)));
  }
  return `${parts.join("")}done\n`;
}

function messageOf(index: number): string {
  const subject = `Change number ${index}\n\nWhat it is for, in a sentence or two that say why it was made as it was.\n`;
  if (index % 2 === 0) return subject;
  const session = `0a1b2c3d-0a1b-4c2d-8e3f-${String(index).padStart(12, "0")}`;
  return `${subject}\nCo-authored-by: Copilot <223556219+Copilot@users.noreply.github.com>\nCopilot-Session: ${session}\n`;
}

function commit(ref: string, message: string, index: number, changes: string): string {
  const person = `Ada <ada@example.com> ${1_767_225_600 + index} +0000`;
  const data = `data ${Buffer.byteLength(message)}\n${message}\n`;
  return `commit ${ref}\nauthor ${person}\ncommitter ${person}\n${data}${changes}\n`;
}

function file(number: number, index: number): string {
  const text = `line ${index}\n`.repeat(20);
  return `M 100644 inline src/${number % 15}/${number % 150}/file-${number}.txt\ndata ${Buffer.byteLength(text)}\n${text}\n`;
}
