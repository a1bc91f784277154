// Starts what every page has. Every page works without these modules except where it says that it does not.
//
// What only some pages have (a drawing, a breath, a map) comes by a module of its own, which the server names in the head of
// a page that holds it: `assets/by_mark.rs` has the list.

import { startDrafts } from './drafts.js';
import { startHandedOver } from './handed_over.js';
import { startHandsFree } from './hands_free_door.js';
import { startIdle } from './idle.js';
import { startLeaving } from './leave.js';
import { startSession } from './session_door.js';
import { startSpeech } from './speech.js';
import { rememberZone } from './zone.js';

// Leaving comes first: whatever else fails on this page, the way out works.
startLeaving();
startDrafts();
rememberZone();
startIdle();
startHandedOver();
startHandsFree();
startSpeech();
void startSession();
