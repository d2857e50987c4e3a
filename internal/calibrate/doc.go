// Package calibrate turns forms of known content into claims: how sure each
// value says it is that was read from a scan of them, and whether it is right;
// and claims into the normalize.Calibration that they bear out.
//
// Forms are drawn by formgen, printed in type faces of this machine and scanned
// by press. Confidences are fitted on one set of forms and faces, and another set
// shows what they are worth.
package calibrate
