package fleet

import (
	"context"
	"net"
	"time"

	"github.com/jackc/pgx/v5/pgxpool"
)

const (
	// unansweredMost is how long the server's machine may leave a packet
	// unanswered before the connection is given up. The kernel's own limit is
	// a quarter of an hour, for which River would wait for work that it asked
	// for.
	unansweredMost = 20 * time.Second
	// askEvery is the time between questions to a machine of which nothing is
	// heard, and askTimes how many it may leave unanswered.
	askEvery = 5 * time.Second
	askTimes = 3
)

// connect makes a worker's own connections, like those of pool, which are given
// up when the way to the server is cut.
func connect(ctx context.Context, pool *pgxpool.Pool, most int32) (*pgxpool.Pool, error) {
	config := pool.Config()
	config.MinConns, config.MinIdleConns, config.MaxConns = 0, 0, most
	dialer := net.Dialer{
		KeepAliveConfig: net.KeepAliveConfig{Enable: true, Idle: askEvery, Interval: askEvery, Count: askTimes},
		Control:         limitUnanswered,
	}
	config.ConnConfig.DialFunc = dialer.DialContext
	return pgxpool.NewWithConfig(ctx, config)
}
