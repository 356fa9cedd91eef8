/** Authorship notes of the Git AI Standard 3.0.0 (https://github.com/git-ai-project/git-ai/blob/main/specs/git_ai_standard_v3.0.0.md). */

/** One session of an agent. */
export interface NoteSession {
  /** `s_` and 14 hexadecimal digits; of a prompt record, 16 digits alone. */
  readonly key: string;
  readonly tool: string;
  /** The tool's own id of the session. */
  readonly id?: string;
  readonly model?: string;
  /** `Name <e-mail>`, or an e-mail alone. */
  readonly human?: string;
}

/** Somebody who was seen typing. */
export interface NoteHuman {
  /** `h_` and 14 hexadecimal digits. */
  readonly key: string;
  /** `Name <e-mail>`. */
  readonly author: string;
}

/** Who wrote which lines of a file. */
export interface NoteFile {
  readonly path: string;
  readonly entries: readonly {
    /** Of a session with its trace, of a human or of a prompt record. */
    readonly key: string;
    /** `1-4,9`. */
    readonly lines: string;
  }[];
}

export interface AuthorshipNote {
  readonly baseCommit: string;
  readonly files: readonly NoteFile[];
  readonly sessions: readonly NoteSession[];
  readonly humans: readonly NoteHuman[];
  /** Sessions as versions before 1.4.0 of the tool wrote them. */
  readonly prompts: readonly NoteSession[];
}
