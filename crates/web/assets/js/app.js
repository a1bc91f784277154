// Starts what the page has. Every page works without these modules except where it says that it does not.

import { startBreath } from './breath.js';
import { startDrafts } from './drafts.js';
import { startIdle } from './idle.js';
import { startLeaving } from './leave.js';
import { startOwnFields } from './own_fields.js';
import { startSearch } from './search.js';
import { startSpeech } from './speech.js';
import { rememberZone } from './zone.js';

// Leaving comes first: whatever else fails on this page, the way out works.
startLeaving();
startDrafts();
rememberZone();
startIdle();
startSearch();
startBreath();
startSpeech();
startOwnFields();
