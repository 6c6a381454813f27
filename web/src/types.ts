// web/src/types.ts - what the API gives, as far as the pages read it (schema/ has all of it).

export interface Place {
  name: string | null;
  country: string | null;
  province: string | null;
  lat: number | null;
  lon: number | null;
  radius_km: number | null;
  resolution: string | null;
}

export interface Party {
  name: string | null;
  country: string | null;
  sector: string | null;
  n_records: number;
}

export interface Bounds {
  what: string;
  country: string | null;
  unit: string | null;
  low: number | null;
  high: number | null;
}

export interface IncidentNumber extends Bounds {
  best: number | null;
  n_sources: number;
}

export interface Incident {
  id: string;
  sentence: string;
  event: string;
  mode: string | null;
  status: string;
  first_day: string | null;
  last_day: string | null;
  place: Place | null;
  actor: Party[];
  recipient: Party[];
  numbers: IncidentNumber[];
  n_records: number;
  n_documents: number;
  n_families: number;
  n_sources: number;
  n_sides: number;
  n_confirm: number;
  n_deny: number;
  first_report: string | null;
  last_report: string | null;
}

export interface Told {
  id: string;
  url: string | null;
  title: string | null;
  publisher: string | null;
  published: string | null;
}

export interface Claim {
  record: string;
  source: { id: string; name: string; kind: string; country: string | null; sector: string | null };
  stance: string;
  via: boolean;
  said: string | null;
  cue: string | null;
  words: string;
  start: number;
  trigger_start: number;
  trigger_end: number;
  event: string;
  mode: string | null;
  status: string;
  first_day: string | null;
  last_day: string | null;
  place: Place | null;
  numbers: (Bounds & { text: string })[];
  document: Told;
  family: string;
  copy: boolean;
  confidence: number;
}

export interface IncidentCard extends Incident {
  claims: Claim[];
  history: (Bounds & { published: string | null; source: string; record: string })[];
  links: { record: string; other: string; score: number; reasons: unknown }[];
  tracks: { id: string; kind: string; name: string; step: number; state: string }[];
}

export interface Track {
  id: string;
  kind: string;
  name: string;
  state: string;
  disputed: boolean;
  parties: { country?: string; name?: string }[];
  details: Record<string, unknown>;
  first_day: string | null;
  last_day: string | null;
  n_steps: number;
}

export interface Step {
  n: number;
  state: string;
  day: string | null;
  sentence: string;
  details: Record<string, unknown>;
  disputed: boolean;
  incident: string | null;
  claims: Claim[];
}

export interface TrackCard extends Track {
  steps: Step[];
}

export interface Source {
  id: string;
  name: string;
  kind: string;
  country: string | null;
  sector: string | null;
  n_claims: number;
  n_passed_on: number;
  n_incidents: number;
  n_denied: number;
  n_confirmed: number;
  n_contradicted: number;
  n_alone: number;
}

export interface SourceCard extends Source {
  claimed: { event: string; stance: string; n: number }[];
  incidents: {
    incident: string;
    sentence: string;
    first_day: string | null;
    denies: boolean;
    confirmed: boolean;
    contradicted: boolean;
    alone: boolean;
  }[];
  beside: { id: string; name: string; n_incidents: number; n_agrees: number; n_disagrees: number }[];
}

export interface Entity {
  text: string;
  name: string | null;
  country: string | null;
  sector: string[];
  role: string | null;
  start: number;
  end: number;
}

// A record, as docs/RECORD.md defines it.
export interface EventRecord {
  id: string;
  event: string;
  mode: string[];
  status: string;
  event_text: string;
  actor: Entity[];
  recipient: Entity[];
  date: { text: string; start: string | null; end: string | null } | null;
  place: (Place & { text: string }) | null;
  topic: { text: string } | null;
  quantity: { what: string; text: string; low: number | null; high: number | null; unit: string | null }[];
  attribution: (Entity & { kind: string; cue: string | null; stance: string; via: boolean })[];
  evidence: { start: number; end: number; trigger_start: number; trigger_end: number; text: string };
  confidence: number;
}

export interface Block {
  start: number;
  end: number;
  kind: string;
}

export interface StoredDocument extends Told {
  language: string | null;
  revision: number;
  current: boolean;
  n_records: number;
  n_copies: number;
}

export interface DocumentCard extends StoredDocument {
  text: string | null;
  blocks: Block[];
  records: { incident: string | null; record: EventRecord }[];
  copies: (Told & { revision: number })[];
  revisions: (Told & { revision: number; current: boolean })[];
}

export interface Coded {
  document: Told & { text: string; blocks: Block[] };
  analysis: {
    places: { start: number; end: number; name: string }[];
    dates: { start_offset: number; end_offset: number }[];
    quantities: { start_offset: number; end_offset: number }[];
  };
  records: EventRecord[];
}

export interface PlaceItem {
  name: string;
  country: string | null;
  province: string | null;
  lat: number | null;
  lon: number | null;
  radius_km: number | null;
  resolution: string | null;
  n_incidents: number;
  n_records: number;
  best_dead: number | null;
}

export interface Counts {
  n: number;
  complete: boolean;
  facets: Record<string, { value: string; name?: string; n: number }[]>;
}

export interface Page<T> {
  items: T[];
  next: string | null;
}
