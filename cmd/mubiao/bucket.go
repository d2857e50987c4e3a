package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/url"
	"os"
	"path"
	"strings"

	"github.com/minio/minio-go/v7"
	"github.com/minio/minio-go/v7/pkg/credentials"
)

// bucketScheme is that of URLs of buckets and what is in them.
const bucketScheme = "s3"

func isBucket(text string) bool { return strings.HasPrefix(text, bucketScheme+"://") }

// bucketHelp says in the help of commands how a bucket is reached.
const bucketHelp = `A bucket is reached as the environment says: AWS_ENDPOINT_URL (without it, that of
Amazon), AWS_REGION, AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY and AWS_SESSION_TOKEN.`

// A bucket holds the bytes of documents under their hashes, in a storage that
// speaks the protocol of Amazon S3.
type bucket struct {
	client *minio.Client
	name   string
	prefix string
}

// openBucket opens what a URL s3://BUCKET/PREFIX means, and sees whether it is
// there.
func openBucket(ctx context.Context, text string) (*bucket, error) {
	client, err := bucketClient()
	if err != nil {
		return nil, err
	}
	u, err := url.Parse(text)
	if err != nil {
		return nil, err
	}
	b := &bucket{client: client, name: u.Host, prefix: strings.Trim(u.Path, "/")}
	there, err := client.BucketExists(ctx, b.name)
	if err == nil && !there {
		err = errors.New("there is no such bucket")
	}
	if err != nil {
		return nil, hinted(fmt.Errorf("bucket %s: %w", b.name, err), "check AWS_ENDPOINT_URL, AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY")
	}
	return b, nil
}

// bucketClient reaches the storage that the environment names.
func bucketClient() (*minio.Client, error) {
	endpoint := os.Getenv("AWS_ENDPOINT_URL")
	if endpoint == "" {
		endpoint = "https://s3.amazonaws.com"
	}
	u, err := url.Parse(endpoint)
	if err != nil || u.Host == "" {
		return nil, fmt.Errorf("AWS_ENDPOINT_URL=%s: not a URL", endpoint)
	}
	return minio.New(u.Host, &minio.Options{
		Creds:  credentials.NewEnvAWS(),
		Secure: u.Scheme == "https",
		Region: os.Getenv("AWS_REGION"),
	})
}

func (b *bucket) key(sum string) string { return path.Join(b.prefix, sum) }

// place is the URL of the bytes of a hash.
func (b *bucket) place(sum string) string {
	return (&url.URL{Scheme: bucketScheme, Host: b.name, Path: "/" + b.key(sum)}).String()
}

// put stores the bytes of a file unless they are there.
func (b *bucket) put(ctx context.Context, path, sum string, size int64) error {
	there, err := b.client.StatObject(ctx, b.name, b.key(sum), minio.StatObjectOptions{})
	if err == nil && there.Size == size {
		return nil
	}
	if err != nil && minio.ToErrorResponse(err).Code != minio.NoSuchKey {
		return fmt.Errorf("bucket %s: %w", b.name, err)
	}
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer f.Close()
	if _, err := b.client.PutObject(ctx, b.name, b.key(sum), f, size, minio.PutObjectOptions{ContentType: "application/octet-stream"}); err != nil {
		return fmt.Errorf("bucket %s: %w", b.name, err)
	}
	return nil
}

// copyObject writes the bytes at a URL that place made.
func copyObject(ctx context.Context, client *minio.Client, place *url.URL, to io.Writer) error {
	object, err := client.GetObject(ctx, place.Host, strings.TrimPrefix(place.Path, "/"), minio.GetObjectOptions{})
	if err != nil {
		return fmt.Errorf("bucket %s: %w", place.Host, err)
	}
	defer object.Close()
	if _, err := io.Copy(to, object); err != nil {
		return fmt.Errorf("bucket %s: %w", place.Host, err)
	}
	return nil
}
