using System.Collections.Concurrent;
using System.Data.Common;
using System.Globalization;
using Microsoft.Data.Sqlite;

namespace Orders;

/// <summary>A file of orders, made when it is first asked, and deleted with the process.</summary>
internal sealed class OrderDatabase
{
    private const int Customers = 100;
    private const string Query = "SELECT SUM(cents) FROM orders WHERE customer % 10 = $customer % 10 ORDER BY abs(cents - 500)";

    private static readonly ConcurrentDictionary<int, Lazy<OrderDatabase>> Databases = new();

    private readonly string _connection;

    private OrderDatabase(int rows)
    {
        var file = Path.Combine(Path.GetTempPath(), string.Create(CultureInfo.InvariantCulture, $"orders-{Environment.ProcessId}-{rows}.db"));
        _connection = new SqliteConnectionStringBuilder { DataSource = file }.ToString();
        AppDomain.CurrentDomain.ProcessExit += (_, _) =>
        {
            SqliteConnection.ClearAllPools();
            File.Delete(file);
        };
        Fill(rows);
    }

    public static OrderDatabase With(int rows) => Databases.GetOrAdd(rows, _ => new Lazy<OrderDatabase>(() => new OrderDatabase(rows))).Value;

    /// <summary>What some customers have paid, in cents.</summary>
    public ulong Turnover(int customer)
    {
        using var connection = new SqliteConnection(_connection);
        connection.Open();
        using var command = CommandFor(connection, customer);
        return Cents(command.ExecuteScalar());
    }

    /// <inheritdoc cref="Turnover"/>
    public async Task<ulong> TurnoverAsync(int customer, CancellationToken cancellation)
    {
        await using var connection = new SqliteConnection(_connection);
        await connection.OpenAsync(cancellation);
        await using var command = CommandFor(connection, customer);
        return Cents(await command.ExecuteScalarAsync(cancellation));
    }

    private static SqliteCommand CommandFor(SqliteConnection connection, int customer)
    {
        var command = connection.CreateCommand();
        command.CommandText = Query;
        command.Parameters.AddWithValue("$customer", customer);
        return command;
    }

    private static ulong Cents(object? sum) => sum is long cents ? (ulong)cents : 0;

    private void Fill(int rows)
    {
        using var connection = new SqliteConnection(_connection);
        connection.Open();
        using var transaction = connection.BeginTransaction();
        Execute(connection, "CREATE TABLE orders (id INTEGER PRIMARY KEY, customer INTEGER NOT NULL, cents INTEGER NOT NULL)");
        using var insert = connection.CreateCommand();
        insert.CommandText = "INSERT INTO orders VALUES ($id, $customer, $cents)";
        DbParameter[] values = [insert.Parameters.Add("$id", SqliteType.Integer), insert.Parameters.Add("$customer", SqliteType.Integer), insert.Parameters.Add("$cents", SqliteType.Integer)];
        for (var row = 0; row < rows; row++)
        {
            values[0].Value = row;
            values[1].Value = row % Customers;
            values[2].Value = row * 37 % 1_000;
            insert.ExecuteNonQuery();
        }

        transaction.Commit();
    }

    private static void Execute(SqliteConnection connection, string statement)
    {
        using var command = connection.CreateCommand();
        command.CommandText = statement;
        command.ExecuteNonQuery();
    }
}
