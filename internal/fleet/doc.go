// Package fleet hands documents from one import to workers on many machines.
//
// The queue is River's, in the PostgreSQL that holds the results. It and what
// this package adds to it – the bytes of documents that wait, and the workers
// that are alive – lie in a schema of their own, so that questions about forms
// never meet them.
//
// # Once
//
// A document waits as one row of fleet.document, as long as one job for it is
// unfinished: both come and go in the same transaction. Adding a document
// stores its bytes, or where they are, with the job. Finishing a job stores
// the reading, completes the job and forgets the bytes. Whatever dies between
// the two leaves the document waiting.
//
// # Workers that are lost
//
// River takes a job from a worker that died when it has run for longer than
// any job may: hours, here, as reading a document has no bound but its pages.
// So workers say every few seconds that they are alive, for a lease. Jobs of
// one whose lease is over are given to others.
//
// A worker may come back that was only cut off, and River does not ask whose
// attempt it was that it hears the end of: the one that came back would end
// the job of the other. So a job that is given to others is another job. The
// row of the old one is cancelled for good, and nothing that is done in its
// name has an effect.
//
// # Attempts
//
// A document that cannot be read is a result, and stored as import stores it.
// An attempt has failed where the document has no part in it, or it is not
// known to: its bytes cannot be had, no process can be started, the database
// refuses the rows. The third such failure is stored as the document's reason.
// Neither a database that does not answer nor a worker that is told to stop
// counts as a failure. A loss of its worker does not count among them, but
// after lossesMost of them the document is held to be the cause.
//
// BUG: where a file was changed while its older bytes still wait, both are
// stored under its path in the order in which they are read; the older may so
// be shown as the newer one, until the path is imported again.
package fleet
