package fleet

import (
	"errors"
	"fmt"

	"github.com/jackc/pgx/v5/pgconn"

	"mubiao/store"
)

// ErrLost reports a document that was in hand each time that a number of
// workers were lost.
var ErrLost = fmt.Errorf("%d workers were lost while they had it in hand", lossesMost)

// A ReasonError reports a document whose bytes were not to be had at its place.
type ReasonError struct{ store.Reason }

func (e *ReasonError) Error() string { return e.Message }

// errGivenAway reports that the job in hand is none any more: the worker was
// believed to be lost.
var errGivenAway = errors.New("the job was given to another worker")

// A databaseError comes from the database, or the way to it.
type databaseError struct{ error }

func (e *databaseError) Unwrap() error { return e.error }

// ofDatabase marks an error that a call of the database returned.
func ofDatabase(err error) error {
	if err == nil {
		return nil
	}
	return &databaseError{err}
}

// transient reports whether an error is one of the database, or the way to it,
// that another time may not have: it says nothing about the document.
func transient(err error) bool {
	var database *databaseError
	if !errors.As(err, &database) {
		return false
	}
	var refused *pgconn.PgError
	if !errors.As(err, &refused) {
		// What is left besides is a document that the store holds to be
		// contradictory, which it says before it asks the server.
		return isNetwork(err)
	}
	switch refused.Code[:2] {
	case "08", // connection
		"25", // of the transaction's state, which a limit of time ended
		"40", // serialization, deadlock
		"53", // memory, disk, connections
		"55", // object in use
		"57", // shutdown
		"58": // system error
		return true
	}
	return false
}
