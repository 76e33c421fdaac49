using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Mul.Actors.Tests.Downloading;

/// <summary>A server that nobody here wrote, over a folder of files.</summary>
internal sealed class Nginx : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("mul-nginx-").FullName;
    private readonly Process _process;

    private Nginx(string executable)
    {
        using (var listener = new TcpListener(IPAddress.Loopback, 0))
        {
            listener.Start();
            Port = ((IPEndPoint)listener.LocalEndpoint).Port;
        }

        Files = Directory.CreateDirectory(Path.Combine(_folder, "files")).FullName;
        // Its workers are another user's if it is started by root.
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(_folder, (UnixFileMode)0b111_101_101);
        }

        var configuration = Path.Combine(_folder, "nginx.conf");
        File.WriteAllText(
            configuration,
            $$"""
            daemon off;
            pid {{_folder}}/pid;
            error_log stderr crit;
            worker_processes 1;
            events { worker_connections 1024; }
            http {
              access_log off;
              sendfile on;
              client_body_temp_path {{_folder}}/body;
              proxy_temp_path {{_folder}}/proxy;
              fastcgi_temp_path {{_folder}}/fastcgi;
              uwsgi_temp_path {{_folder}}/uwsgi;
              scgi_temp_path {{_folder}}/scgi;
              server { listen 127.0.0.1:{{Port}}; root {{Files}}; }
            }
            """);
        _process = Process.Start(executable, ["-p", _folder, "-c", configuration]);
    }

    public int Port { get; }

    /// <summary>The folder that it serves.</summary>
    public string Files { get; }

    /// <returns>Null if it is not installed here.</returns>
    public static async Task<Nginx?> StartAsync()
    {
        var executable = Environment.GetEnvironmentVariable("PATH")!.Split(Path.PathSeparator).Append("/usr/sbin")
            .Select(folder => Path.Combine(folder, "nginx"))
            .FirstOrDefault(File.Exists);
        if (executable is null)
        {
            return null;
        }

        var nginx = new Nginx(executable);
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (true)
        {
            try
            {
                using var client = new TcpClient();
                await client.ConnectAsync(IPAddress.Loopback, nginx.Port, patience.Token);
                return nginx;
            }
            catch (SocketException)
            {
                await Task.Delay(20, patience.Token);
            }
        }
    }

    public Uri Url(string file) => new($"http://127.0.0.1:{Port}/{file}");

    public void Dispose()
    {
        _process.Kill(entireProcessTree: true);
        _process.WaitForExit();
        _process.Dispose();
        Directory.Delete(_folder, recursive: true);
    }
}
