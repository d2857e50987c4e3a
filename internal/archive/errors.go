package archive

import "fmt"

// A Kind says why an archive or a member cannot be read.
type Kind uint8

// The kinds of failure.
const (
	Damaged     Kind = iota // no ZIP archive, or its bytes are not what it says
	Encrypted               // a member under a password
	TooLarge                // it unpacks to more than it may
	Bomb                    // it was made to unpack to more than anybody can use
	Unsupported             // packed in a way that is not known
	Nested                  // an archive in an archive
)

// An Error reports an archive or a member that cannot be read.
type Error struct {
	Kind   Kind
	Reason string // a clause without the name
}

func (e *Error) Error() string { return e.Reason }

func errorf(kind Kind, format string, args ...any) *Error {
	return &Error{kind, fmt.Sprintf(format, args...)}
}
