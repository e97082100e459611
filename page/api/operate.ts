/** What `GET /set-up` tells: see docs/doctor.md. */
export interface SetUpData {
  readonly publicUrl: string | null;
  readonly accounts: readonly AccountSetUp[];
}

export interface AccountSetUp {
  readonly account: string;
  readonly path: string;
  readonly isConnected: boolean;
  /** Since the start of the service; null: not known. */
  readonly challenges: number | null;
  readonly accepted: number | null;
  readonly wrongSignatures: number | null;
  /** Whether anything has ever come. */
  readonly hasAny: boolean;
  /** Types of events that never came. */
  readonly missingTypes: readonly string[];
}

/** What `GET /doctor` tells. */
export interface DoctorData {
  readonly findings: readonly Finding[];
}

export interface Finding {
  readonly check: string;
  readonly level: 'ok' | 'warn' | 'fail';
  readonly text: string;
}
