package main

import (
	"strings"

	"github.com/spf13/cobra"

	"mubiao/normalize"
)

// helpTemplate puts the examples first and the exit status last.
const helpTemplate = `{{with .Example}}EXAMPLES
{{trimTrailingWhitespaces .}}

{{end}}{{trimTrailingWhitespaces .Long}}

USAGE
  {{.UseLine}}
{{if .HasAvailableSubCommands}}
COMMANDS{{range .Commands}}{{if .IsAvailableCommand}}
  {{rpad .Name .NamePadding}} {{.Short}}{{end}}{{end}}
{{end}}{{if .HasAvailableLocalFlags}}
FLAGS
{{trimTrailingWhitespaces .LocalFlags.FlagUsages}}
{{end}}{{if .HasAvailableInheritedFlags}}
EVERYWHERE
{{trimTrailingWhitespaces .InheritedFlags.FlagUsages}}
{{end}}
EXIT STATUS
{{index .Annotations "exit"}}
`

func newRootCommand(s *streams) *cobra.Command {
	root := &cobra.Command{
		Use:   "mubiao COMMAND",
		Short: "Read performance-target forms out of PDFs",
		Example: `  mubiao import plans/
  mubiao report
  mubiao query "SELECT project, level3, target FROM target"`,
		Long: `Reads Chinese government performance-target forms (绩效目标表) out of PDFs into
records that can be checked, queried and trusted.`,
		Version:                    normalize.Version,
		Annotations:                exits(exitDone, exitFailed, exitUsage, exitPartial, exitGate, exitSQL, exitInterrupted),
		Args:                       noSuchCommand,
		RunE:                       func(c *cobra.Command, _ []string) error { return c.Help() },
		SuggestionsMinimumDistance: 2, // letters that a slip may get wrong
		SilenceErrors:              true,
		SilenceUsage:               true,
		CompletionOptions:          cobra.CompletionOptions{DisableDefaultCmd: true},
	}
	root.SetIn(s.in)
	root.SetOut(s.out)
	root.SetErr(s.err)
	root.SetHelpTemplate(helpTemplate)
	root.SetVersionTemplate("mubiao, reader version {{.Version}}\n")
	root.SetHelpCommand(newHelpCommand())
	root.SetFlagErrorFunc(func(c *cobra.Command, err error) error { return usage(c, err.Error()) })
	root.PersistentFlags().BoolVarP(&s.quiet, "quiet", "q", false, "print results and errors alone: no progress, no summary")
	root.AddCommand(
		newImportCommand(s),
		newExtractCommand(s),
		newInspectCommand(s),
		newQueryCommand(s),
		newSearchCommand(s),
		newCorrectCommand(s),
		newReportCommand(s),
		newExportCommand(s),
		newServeCommand(s),
		newWorkCommand(s),
		newStatusCommand(s),
		newOCRCommand(s),
		newDoctorCommand(s),
		newWorkerCommand(s),
	)
	return root
}

// newHelpCommand lets "help COMMAND" stand for "COMMAND --help".
func newHelpCommand() *cobra.Command {
	return &cobra.Command{
		Use:         "help [COMMAND]",
		Short:       "Print the help of a command",
		Example:     "  mubiao help import",
		Long:        "Prints what COMMAND --help prints.",
		Annotations: exits(exitDone, exitUsage),
		RunE: func(c *cobra.Command, args []string) error {
			topic, rest, err := c.Root().Find(args)
			if err != nil || len(rest) > 0 {
				return noSuchCommand(c.Root(), args)
			}
			return topic.Help()
		},
	}
}

// noSuchCommand refuses whatever follows the program's name and is no command.
func noSuchCommand(c *cobra.Command, args []string) error {
	if len(args) == 0 {
		return nil
	}
	err := usage(c, "no command "+args[0])
	if near := c.SuggestionsFor(args[0]); len(near) > 0 {
		err.hint = "did you mean: mubiao " + strings.Join(near, ", mubiao ")
	}
	return err
}

// atLeast requires n arguments, and names them when they are missing.
func atLeast(n int, what string) cobra.PositionalArgs {
	return func(c *cobra.Command, args []string) error {
		if len(args) < n {
			return usage(c, what+" missing")
		}
		return nil
	}
}

// exactly requires n arguments, and names them when they are missing.
func exactly(n int, what string) cobra.PositionalArgs {
	return func(c *cobra.Command, args []string) error {
		if len(args) > n {
			return usage(c, "too many arguments: "+strings.Join(args[n:], " "))
		}
		return atLeast(n, what)(c, args)
	}
}
