// Package worker turns requests into replies in processes that may be lost.
//
// What hostile input does to a reader – memory without end, a stack that
// overflows, a loop that never ends – a Go program cannot recover from. Here
// it costs a process that holds nothing: the parent keeps a Pool of them and
// kills the one that breaks its Limits; a process that died is replaced. A
// child is the same program, executed again, and spends its life in Serve.
//
// Requests and replies are bytes; what they say is for the program to agree
// on with itself.
//
// Children outlive the parent in no way: their standard input ends with it
// and, on Linux, the kernel kills them.
//
// BUG: on systems other than Linux the parent cannot see what memory and CPU
// time a child takes. There Limits.Memory is only what the child's garbage
// collector works towards, Limits.CPU is not held at all, and Limits.Wall
// alone ends what runs away.
package worker
