// What the downloads cost without actors, a runtime, or any care: 16 threads, each with one connection and one buffer, that
// believe every word of the server. SHA-256 of each file, which is written under another name and then renamed, as Mul does.
// build: gcc -O2 -pthread download.c -l:libcrypto.so.3 -o download
// usage: download URLS FOLDER     (URLs of one server, http://127.0.0.1:PORT/NAME, whose responses have a Content-Length)
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

enum { Threads = 16, MostUrls = 1000000, Capacity = 64 * 1024, NameLength = 512 };

// OpenSSL's, without its headers.
unsigned char *SHA256(const unsigned char *bytes, size_t count, unsigned char *sum);

static char *names[MostUrls];
static int count, port, next;
static const char *folder;

static void fail(const char *what)
{
    perror(what);
    exit(1);
}

static void refuse(const char *what, const char *why)
{
    fprintf(stderr, "%s: %s\n", what, why);
    exit(2);
}

static int dial(void)
{
    struct sockaddr_in server = { .sin_family = AF_INET, .sin_port = htons(port), .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
    int connection = socket(AF_INET, SOCK_STREAM, 0);
    if (connect(connection, (struct sockaddr *)&server, sizeof server) != 0) fail("connect");
    return connection;
}

// Returns the length of the body, which begins at *body.
static int fetch(int connection, const char *name, char *buffer, char **body)
{
    char request[NameLength];
    int length = snprintf(request, sizeof request, "GET /%s HTTP/1.1\r\nHost: 127.0.0.1:%d\r\n\r\n", name, port);
    if (send(connection, request, length, 0) != length) fail("send");
    int received = 0, wanted = Capacity;
    for (*body = NULL; received < wanted;)
    {
        int some = recv(connection, buffer + received, Capacity - received, 0);
        if (some < 0) fail("recv");
        if (some == 0) refuse(name, "the connection was closed, or the file is longer than 64 KiB");
        received += some;
        if (*body == NULL && (*body = memmem(buffer, received, "\r\n\r\n", 4)) != NULL)
        {
            *body += 4;
            char *announced = memmem(buffer, *body - buffer, "Content-Length: ", 16);
            if (announced == NULL) refuse(name, "no Content-Length");
            wanted = *body - buffer + atoi(announced + 16);
        }
    }
    return wanted - (*body - buffer);
}

static void *work(void *unused)
{
    char buffer[Capacity], part[NameLength], path[NameLength], *body;
    unsigned char sum[32];
    int connection = dial();
    for (int i; (i = __sync_fetch_and_add(&next, 1)) < count;)
    {
        int length = fetch(connection, names[i], buffer, &body);
        SHA256((unsigned char *)body, length, sum);
        snprintf(path, sizeof path, "%s/%s", folder, names[i]);
        snprintf(part, sizeof part, "%s/%s.part", folder, names[i]);
        int file = open(part, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
        if (file < 0 || pwrite(file, body, length, 0) != length || close(file) != 0 || rename(part, path) != 0) fail(path);
    }
    return unused;
}

int main(int arguments, char **argument)
{
    if (arguments != 3) refuse("download", "say download URLS FOLDER");
    folder = argument[2];
    FILE *urls = fopen(argument[1], "r");
    if (urls == NULL) fail(argument[1]);
    for (char line[NameLength]; count < MostUrls && fgets(line, sizeof line, urls) != NULL; count++)
    {
        line[strcspn(line, "\n")] = 0;
        names[count] = malloc(NameLength);
        if (sscanf(line, "http://127.0.0.1:%d/%255s", &port, names[count]) != 2) refuse(line, "no http://127.0.0.1:PORT/NAME");
    }
    pthread_t threads[Threads];
    for (int i = 0; i < Threads; i++) pthread_create(&threads[i], NULL, work, NULL);
    for (int i = 0; i < Threads; i++) pthread_join(threads[i], NULL);
    return 0;
}
