package extract

// A FormatError reports input that is not what its reader reads: not a PDF,
// or one damaged beyond reading.
type FormatError struct {
	Path   string
	Reason string
}

func (e *FormatError) Error() string { return e.Path + ": not a readable PDF: " + e.Reason }

// An UnsupportedError reports valid input that is not supported.
type UnsupportedError struct {
	Path    string
	Feature string
}

func (e *UnsupportedError) Error() string { return e.Path + ": unsupported: " + e.Feature }

// An EncryptedError reports a file that needs a password which was not given
// or was wrong.
type EncryptedError struct{ Path string }

func (e *EncryptedError) Error() string { return e.Path + ": encrypted, password needed" }

// A LimitError reports a file beyond a limit on what is read.
type LimitError struct {
	Path   string
	Reason string // what there is of it, and the limit
}

func (e *LimitError) Error() string { return e.Path + ": too large: " + e.Reason }
