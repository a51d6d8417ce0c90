using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Yitong.Store.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class DutiesOfAll : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "demand_lapses");

            migrationBuilder.DropIndex(
                name: "IX_emergencies_is_escalated_due",
                table: "emergencies");

            migrationBuilder.DropIndex(
                name: "IX_demands_is_escalated_due",
                table: "demands");

            migrationBuilder.DropIndex(
                name: "IX_data_objections_is_escalated_due",
                table: "data_objections");

            migrationBuilder.DropColumn(
                name: "is_escalated",
                table: "emergencies");

            migrationBuilder.DropColumn(
                name: "is_escalated",
                table: "demands");

            migrationBuilder.DropColumn(
                name: "is_escalated",
                table: "data_objections");

            migrationBuilder.CreateTable(
                name: "duties",
                columns: table => new
                {
                    stream = table.Column<byte[]>(type: "BLOB", nullable: false),
                    part = table.Column<string>(type: "TEXT", nullable: false),
                    slot = table.Column<string>(type: "TEXT", nullable: false),
                    kind = table.Column<string>(type: "TEXT", nullable: false),
                    office = table.Column<string>(type: "TEXT", nullable: false),
                    assignee = table.Column<string>(type: "TEXT", nullable: true),
                    title = table.Column<string>(type: "TEXT", nullable: false),
                    number = table.Column<string>(type: "TEXT", nullable: false),
                    party = table.Column<string>(type: "TEXT", nullable: false),
                    link = table.Column<string>(type: "TEXT", nullable: false),
                    since = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    due = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    urgency = table.Column<int>(type: "INTEGER", nullable: false),
                    yellow_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    red_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    is_suspended = table.Column<bool>(type: "INTEGER", nullable: false),
                    rings_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    rings_itself = table.Column<bool>(type: "INTEGER", nullable: false),
                    calendar = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_duties", x => new { x.stream, x.part, x.slot });
                });

            migrationBuilder.CreateTable(
                name: "duty_warnings",
                columns: table => new
                {
                    stream = table.Column<byte[]>(type: "BLOB", nullable: false),
                    part = table.Column<string>(type: "TEXT", nullable: false),
                    slot = table.Column<string>(type: "TEXT", nullable: false),
                    since = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    kind = table.Column<string>(type: "TEXT", nullable: false),
                    level = table.Column<int>(type: "INTEGER", nullable: false),
                    on = table.Column<DateOnly>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_duty_warnings", x => new { x.stream, x.part, x.slot, x.since, x.kind, x.level });
                });

            migrationBuilder.CreateTable(
                name: "met_duties",
                columns: table => new
                {
                    stream = table.Column<byte[]>(type: "BLOB", nullable: false),
                    part = table.Column<string>(type: "TEXT", nullable: false),
                    slot = table.Column<string>(type: "TEXT", nullable: false),
                    since = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    kind = table.Column<string>(type: "TEXT", nullable: false),
                    office = table.Column<string>(type: "TEXT", nullable: false),
                    due = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    met_on = table.Column<DateOnly>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_met_duties", x => new { x.stream, x.part, x.slot, x.since, x.kind });
                });

            migrationBuilder.CreateIndex(
                name: "IX_duties_kind_office",
                table: "duties",
                columns: new[] { "kind", "office" });

            migrationBuilder.CreateIndex(
                name: "IX_duties_office_urgency",
                table: "duties",
                columns: new[] { "office", "urgency" });

            migrationBuilder.CreateIndex(
                name: "IX_duties_rings_on",
                table: "duties",
                column: "rings_on");

            migrationBuilder.CreateIndex(
                name: "IX_duties_yellow_on",
                table: "duties",
                column: "yellow_on");

            migrationBuilder.CreateIndex(
                name: "IX_met_duties_kind_met_on",
                table: "met_duties",
                columns: new[] { "kind", "met_on" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "duties");

            migrationBuilder.DropTable(
                name: "duty_warnings");

            migrationBuilder.DropTable(
                name: "met_duties");

            migrationBuilder.AddColumn<bool>(
                name: "is_escalated",
                table: "emergencies",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<bool>(
                name: "is_escalated",
                table: "demands",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<bool>(
                name: "is_escalated",
                table: "data_objections",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.CreateTable(
                name: "demand_lapses",
                columns: table => new
                {
                    demand = table.Column<byte[]>(type: "BLOB", nullable: false),
                    from = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    until = table.Column<DateOnly>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_demand_lapses", x => new { x.demand, x.from });
                });

            migrationBuilder.CreateIndex(
                name: "IX_emergencies_is_escalated_due",
                table: "emergencies",
                columns: new[] { "is_escalated", "due" });

            migrationBuilder.CreateIndex(
                name: "IX_demands_is_escalated_due",
                table: "demands",
                columns: new[] { "is_escalated", "due" });

            migrationBuilder.CreateIndex(
                name: "IX_data_objections_is_escalated_due",
                table: "data_objections",
                columns: new[] { "is_escalated", "due" });
        }
    }
}
