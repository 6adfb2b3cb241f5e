metadata name = 'Home storage'
metadata description = 'The account in which the apps meet: queues of what was found and what is asked for, and the ledgers.'

import { identity, privateAccess, roles } from 'shared.bicep'

@description('Required. The installation\'s token in names.')
param token string

@description('Required. Where it is.')
param location string

@description('Required. How it is kept.')
param sku 'Standard_LRS' | 'Standard_ZRS'

@description('Required. Who Api is.')
param api identity

@description('Required. Who Pipeline is.')
param pipeline identity

@description('Required. Who the probes are.')
param probes identity[]

@description('Required. Where the private side is, if there is no public one.')
param access privateAccess

@description('Required. Tags of every resource.')
param tags object

// Pipeline takes from each of them. What it fails at for minutes the platform puts into the poison queue beside.
var queues = ['results', 'urgent', 'commands', 'republish', 'rollups', 'mails', 'tests']

// A trigger gives a failed message back by updating it, which no smaller role than Contributor may:
// https://github.com/MicrosoftDocs/azure-docs/issues/120932
var taken = map(queues, queue => {
  on: queue
  principalId: pipeline.principalId
  role: roles.queueDataContributor
})

// The trigger adds, the watchdog counts, the sweep takes and deletes.
var poisoned = flatten(map(
  queues,
  queue =>
    map([roles.queueDataMessageSender, roles.queueDataReader, roles.queueDataMessageProcessor], role => {
      on: '${queue}-poison'
      principalId: pipeline.principalId
      role: role
    })
))

var sentByApi = map(['commands', 'mails', 'results'], queue => {
  on: queue
  principalId: api.principalId
  role: roles.queueDataMessageSender
})

// Its readiness asks whether the queue answers.
var readByApi = [{ on: 'commands', principalId: api.principalId, role: roles.queueDataReader }]

var sentByProbes = flatten(map(
  probes,
  probe =>
    map(['results', 'tests', 'urgent'], queue => {
      on: queue
      principalId: probe.principalId
      role: roles.queueDataMessageSender
    })
))

module storage 'storage.bicep' = {
  name: 'home-storage-account'
  params: {
    name: 'sthome${token}'
    location: location
    tags: tags
    sku: sku
    queues: concat(queues, map(queues, queue => '${queue}-poison'))
    tables: ['audit', 'deliveries', 'uptime']
    queueGrants: concat(taken, poisoned, sentByApi, readByApi, sentByProbes)
    tableGrants: [
      { on: 'audit', principalId: api.principalId, role: roles.tableDataContributor }
      { on: 'deliveries', principalId: api.principalId, role: roles.tableDataContributor }
      { on: 'uptime', principalId: api.principalId, role: roles.tableDataReader }
      { on: 'audit', principalId: pipeline.principalId, role: roles.tableDataContributor }
      { on: 'deliveries', principalId: pipeline.principalId, role: roles.tableDataContributor }
      { on: 'uptime', principalId: pipeline.principalId, role: roles.tableDataContributor }
    ]
    access: access
  }
}

@description('Address of the queues.')
output queueUri string = storage.outputs.queueUri

@description('Address of the tables.')
output tableUri string = storage.outputs.tableUri
